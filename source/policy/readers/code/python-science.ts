// Libraries that calculate: what of them neither loads code, nor writes, nor reaches out.
import { among, nameSet } from '../../among.ts'

/** Modules and their harmless members. */
export const science: Readonly<Record<string, RegExp>> = {
  numpy: among(String.raw`
    __version__ array asarray zeros ones full empty eye arange linspace logspace meshgrid zeros_like ones_like mean
    median std var sum prod min max argmin argmax argsort sort unique where nonzero any all abs absolute sqrt exp log
    log2 log10 sin cos tan power clip round floor ceil diff cumsum cumprod gradient dot matmul outer cross transpose
    reshape ravel concatenate stack vstack hstack split tile repeat percentile quantile histogram bincount corrcoef
    cov polyfit polyval interp convolve isnan isinf isfinite nan inf pi e maximum minimum average allclose isclose
    array_equal int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 bool_ newaxis trapz
    trapezoid random linalg count_nonzero flip roll triu tril diag trace expand_dims squeeze ndarray`),
  'numpy.linalg': /^(?:norm|inv|det|eig|eigh|eigvals|svd|solve|lstsq|matrix_rank|pinv|qr|cholesky)$/,
  'numpy.random': /^(?:seed|rand|randn|randint|random|choice|normal|uniform|permutation|shuffle|default_rng)$/,
  pandas: among(String.raw`
    __version__ DataFrame Series to_datetime to_numeric concat merge isna notna isnull notnull date_range cut qcut NA
    NaT`),
  scipy: /^(?:__version__|signal|optimize|stats)$/,
  'scipy.signal': /^(?:find_peaks|savgol_filter|peak_widths|medfilt|argrelextrema)$/,
  'scipy.optimize': /^(?:curve_fit|minimize|root|least_squares|brentq)$/,
  'scipy.stats': /^(?:pearsonr|spearmanr|ttest_ind|linregress|norm|zscore)$/,
  torch: /^(?:__version__|cuda)$/,
  'torch.cuda': /^(?:is_available|device_count|get_device_name)$/,
}

/** Of their values, beside what every value may be asked. */
export const scienceMembers = nameSet(
  `shape dtype ndim T tolist astype reshape flatten ravel argmin argmax argsort std var cumsum round min max sum head tail
  describe columns dtypes iloc loc groupby unique nunique isnull notnull isna notna dropna fillna value_counts idxmax idxmin corr
  sort_values sort_index reset_index set_index drop_duplicates duplicated empty str dt size any all to_string to_dict nlargest nsmallest`,
)

/** Members that are harmless on other values only: an array dumps into a file, a table's query is code. */
export const notOfScience: ReadonlySet<string> = nameSet('dump query')
