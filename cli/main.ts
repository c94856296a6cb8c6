#!/usr/bin/env node
import { CommanderError } from "commander";
import { isatty } from "node:tty";
import { isColorSupported } from "picocolors";
import { CatalogueError } from "../sql/catalogue";
import { DatabaseError, QueryError, SqlError, damage, shortage } from "../engine";
import { program } from "./commandLine/program";
import { exitStatus } from "./commands/exitStatus";
import type { Input } from "./commands/inputText";
import { withoutCommentsAsOptions } from "./commands/sqlText";
import { Sink } from "./output/sink";
import type { Terminal } from "./output/terminal";
import { visible } from "./output/visibleText";
import { UnwrittenError } from "./output/unwrittenError";
import { UsageError } from "./output/usageError";

/**
 * Runs a command line.
 *
 * @param args What stands after `snowtrail`.
 * @param stdin Where SQL is read from that is piped in.
 * @returns The exit status; `exitStatusHelp` tells what it means.
 */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  stdin: Input,
): Promise<number> {
  let status: number = exitStatus.ok;
  const finish = (told: number): void => {
    status = told;
  };
  try {
    const cli = program({ terminal, stdin, finish });
    await cli.parseAsync(withoutCommentsAsOptions(args), { from: "user" });
  } catch (error) {
    status = await fail(error, terminal);
  }
  return (await unwritten(terminal)) ?? status;
}

/** Tells what went wrong, without a stack for what a user can mend, and returns the exit status. */
async function fail(error: unknown, { stderr, signal }: Terminal): Promise<number> {
  if (signal.aborted) {
    await stderr.write("Stopped.\n");
    return exitStatus.interrupted;
  }
  // Commander has told it already; asking for help is no error.
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? exitStatus.ok : exitStatus.usage;
  const known = [UsageError, CatalogueError, DatabaseError, SqlError, QueryError, UnwrittenError];
  const mendable = shortage(error) ?? damage(error);
  const isKnown = mendable !== undefined || known.some((kind) => error instanceof kind);
  const message = mendable ?? (error instanceof Error ? error.message : String(error));
  await stderr.write(`snowtrail: ${message.split("\n").map(visible).join("\n")}\n`);
  if (!isKnown) await stderr.write("This is a defect in Snowtrail.\n");
  return error instanceof UnwrittenError ? exitStatus.unwritten : exitStatus.usage;
}

/** The status when standard output is not whole: it outweighs all that was found, since not all of that was told. */
async function unwritten({ stdout, stderr }: Terminal): Promise<number | undefined> {
  await stdout.settled();
  if (stdout.failure === undefined) return undefined;
  if (stdout.failure.code === "EPIPE") return exitStatus.unread;
  const { message } = new UnwrittenError("standard output", stdout.failure);
  await stderr.write(`snowtrail: ${message}\n`);
  return exitStatus.unwritten;
}

async function main(): Promise<void> {
  const stop = new AbortController();
  // A second signal ends the process at once; a database file is whole at any moment.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      stop.abort();
    });
  }
  const terminal = {
    stdout: new Sink(process.stdout),
    stderr: new Sink(process.stderr),
    // A pipe's isTTY is undefined, and colours that are not refused are taken for wanted in CI.
    color: isatty(process.stdout.fd) && isColorSupported,
    signal: stop.signal,
  };
  process.exitCode = await run(process.argv.slice(2), terminal, process.stdin);
}

if (require.main === module) void main();
