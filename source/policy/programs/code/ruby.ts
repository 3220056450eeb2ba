// Ruby: its syntax, and what is harmless in it.
import { set, type Language } from './language.ts'

export const ruby: Language = {
  syntax: {
    comment: /#(?!\{)[^\n]*/y,
    quotes: ['"', "'"],
    prefixes: /(?:)/y,
    interpolation: /#\{([^{}]*)\}/g,
    needsPrefix: false,
    regexes: 'plain',
    name: /[@$]{0,2}[A-Za-z_]\w*[?!]?/y,
  },
  names: set(
    'if elsif else end unless while until for in do def return yield then case when begin rescue ensure and or not true false nil self next break puts print p pp printf format sprintf require Integer Float String Array Hash Math Time Date JSON Set Range Rational Complex Struct Comparable Enumerable Kernel rand srand sleep lambda proc loop json set date time bigdecimal digest $stdin $stdout STDIN STDOUT ARGV gets $_ raise',
  ),
  dangerous: set(
    'eval system exec spawn fork open load require_relative instance_eval class_eval send public_send __send__ method define_method binding IO File Dir FileUtils Process Open3 Net TCPSocket ObjectSpace Object Module Class syscall trap at_exit $LOAD_PATH ENV',
  ),
  members: set(
    'new each map select reject reduce inject sum min max sort sort_by reverse first last length size count join split strip chomp chop upcase downcase capitalize gsub sub tr scan match match? include? start_with? end_with? to_i to_f to_s to_a to_h to_sym inspect push pop shift unshift concat flatten uniq compact zip each_with_index each_slice each_cons with_index times upto downto step keys values key? any? all? none? find index group_by partition tally take drop round floor ceil abs sqrt pow parse generate pretty_generate now strftime today rjust ljust center format even? odd? zero? nil? empty? read each_line lines chars bytes ord chr hexdigest dig fetch merge each_char sqrt PI year month day ',
  ),
  strangeMembers: /^__/,
  readers: /^(?:File\.read|IO\.read)$/,
  runners: /^(?:system|exec|spawn)$/,
  environment: /^ENV$/,
  bindings: [
    /(?:^|[\s;|(,])([a-z_@]\w*)\s*(?:[-+*/%|&]|\|\||<<)?=(?![=~])/g,
    /\|([^|]*)\|/g,
    /\bfor\s+(\w+)\s+in/g,
    /\bdef\s+(\w+)/g,
  ],
  changers: {
    'File.write': 'overwrite',
    'File.delete': 'delete',
    'File.unlink': 'delete',
    'Dir.mkdir': 'create',
    'FileUtils.rm': 'delete',
    'FileUtils.rm_rf': 'delete',
  },
  modules: {},
  strange: /`|%[qQxwWiIrs]?[^\w\s]|__END__|DATA|&:|&method/,
}
