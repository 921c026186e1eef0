import type { ProcessEnd, ProcessRequest, RunProcess } from './run-process.ts';

/** Text of a short command's stdout and how it ended. Output beyond 4 MB is dropped. */
export async function runForText(
  run: RunProcess,
  request: Omit<ProcessRequest, 'onOutput'>,
): Promise<ProcessEnd & { stdout: string }> {
  const chunks: Buffer[] = [];
  let size = 0;
  const end = await run({
    ...request,
    onOutput: (chunk) => {
      size += chunk.length;
      if (size <= 4_000_000) chunks.push(chunk);
    },
  });
  return { ...end, stdout: Buffer.concat(chunks).toString('utf8') };
}
