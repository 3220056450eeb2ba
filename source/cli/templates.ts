// The prompts a new project starts with: what each role must know, and the exact shape of its answer.
const shapeOf = (keys: string): string => `Answer with one JSON object and nothing else: ${keys}`
const commandShape = '[{"type": "bash", "code": "…"}]'

export const templates = {
  draft_prompt_template: `You draft the shell commands of one small step towards the goal below. Step {step_num} of this job.

Goal: write workspace/results/result_v2.txt with the lines 合計: 平均: 件数: computed from the job's input.
Job input: {job_payload_json}
Steps so far, with the reason where one was denied, rejected or failed: {history_json}
What the last commands did (exit code, end of stdout and stderr): {observations_json}

Commands run in the project root, one after another, without a terminal. Every command is judged by a policy before any runs.
${shapeOf(`{"thought": "…", "commands": ${commandShape}}`)}
`,
  review_prompt_template: `You review commands before they run. Reject what destroys data, leaves the project folder, or does not serve the goal.

Step {step_num}. Draft: {draft_json}
What the last commands did: {observations_json}

approval=false means: nothing of this step runs, and the next step sees your review.
${shapeOf(`{"review": "…", "improved_commands": ${commandShape}, "approval": true}`)}
`,
  final_prompt_template: `You decide which commands of this step run. Take the review into account.

Step {step_num}. Draft: {draft_json}
Review: {review_json}
What the last commands did: {observations_json}

${shapeOf(`{"final_commands": ${commandShape}, "summary": "one sentence for the next step"}`)}
`,
}
