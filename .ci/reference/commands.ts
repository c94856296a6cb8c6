import type { Command } from "commander";

import { program } from "../../cli/commandLine/program";
import { exitStatusHelp } from "../../cli/commands/exitStatus";
import { Sink } from "../../cli/output/sink";

/** What each command prints for --help. */
export function commandsPage(): string {
  const terminal = {
    stdout: new Sink(process.stdout),
    stderr: new Sink(process.stderr),
    color: false,
    signal: new AbortController().signal,
  };
  const cli = program({ terminal, stdin: process.stdin, finish: () => undefined });
  return `# Commands

Written by \`npm run docs\` from the command line's own help.

${block(helpOf(cli))}

${block(String(exitStatusHelp))}

${cli.commands.map((command) => `## snowtrail ${command.name()}\n\n${block(helpOf(command))}`).join("\n\n")}
`;
}

/** As wide as a terminal that does not tell its width. */
function helpOf(command: Command): string {
  return command.configureHelp({ helpWidth: 80 }).helpInformation();
}

function block(text: string): string {
  return `\`\`\`text\n${text.trim()}\n\`\`\``;
}
