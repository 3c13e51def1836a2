import { execFile } from "node:child_process";

/** For tests: a command of this machine with what it is given to read; what it printed, or an error with that. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { input?: string; cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const { input = "", cwd, env } = options;
  const settings = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, settings, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      reject(new Error(`${error.message}\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`));
    });
    // A program that ends before it has read all is judged by its exit code.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

/** For tests: Docker's own command line, on the engine that DOCKER_HOST names. */
export function docker(args: readonly string[], input?: string): Promise<string> {
  return runProgram("docker", args, { input });
}
