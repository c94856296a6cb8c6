import { visible } from "../../cli/output/visibleText";
import type { Sandbox } from "../sandbox";

/** Settings under which alerts go to a channel of Slack, whose URL is made up. */
export const alertSettings: Record<string, string> = {
  "snowtrail:notifications": JSON.stringify({
    webhook: {
      service: "slack",
      secret: "https://hooks.slack.com/services/T00000000/B00000000/example",
    },
  }),
  "snowtrail:alerts": JSON.stringify({ enabled: true }),
};

/** Lets time pass until the alert has looked, and shows the message that it sent. */
export async function alertMessage(sandbox: Sandbox): Promise<string[]> {
  const [alert] = sandbox.snowflake.alerts.values();
  if (!alert) throw new Error("The stack has no alert, and was told to have one.");
  await sandbox.advance(alert.interval);
  const [run] = alert.runs;
  const [message] = sandbox.outbox.delivered;
  if (!run || !message) throw new Error(`The alert sent nothing: ${run?.error ?? "no run"}`);
  const { text } = JSON.parse(message.body) as { text: string };
  return [
    `${alert.interval / 60} minutes later ${alert.name} ran: ${run.state}. In the channel of Slack stands:`,
    "",
    ...text.split("\n").map((line) => `  ${visible(line)}`.trimEnd()),
  ];
}
