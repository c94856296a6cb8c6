import { expect } from "chai";
import { Sandbox } from "../../sandbox/sandbox";
import { Deployed } from "./deployed";
import { logKey, rootSigningIn } from "./events";
import { alerts, notifications, type Settings } from "./settings";

/** Who hears the alerts. */
export const address = "security@example.com";
/** Messages go by a topic. */
export const byTopic = notifications({ topic: { subscribers: [address] } });
/** Seconds between two runs of an alert. */
export const quarter = 900;

/** The program with alerts, and someone who hears them. */
export async function alerting(config: Settings = {}): Promise<Deployed> {
  const sandbox = new Sandbox();
  sandbox.given.user(address);
  const all = await Deployed.as({ sandbox, config: { ...byTopic, ...alerts(), ...config } });
  sandbox.confirmSubscriptions(address);
  return all;
}

/** A file with one event comes: root signs in. Each has a key of its own. */
export async function arrives(all: Deployed, eventID: string, changes: object = {}): Promise<void> {
  const file = logKey.replace("_Ab1Cd2Ef3Gh4Ij5K", `_${eventID.padEnd(16, "0")}`);
  expect(await all.deliver(file, rootSigningIn(eventID, changes)), eventID).to.include({
    arrived: true,
  });
}

/** The messages about findings, in order. */
export const told = ({
  sandbox,
}: Deployed): { to: string; subject?: string | undefined; body: string }[] =>
  sandbox.outbox.delivered.filter(({ body }) => body.includes("new finding"));

/** The states that messages about the pipeline's health told, in order. */
export const toldOfHealth = ({ sandbox }: Deployed): string[] =>
  sandbox.outbox.delivered.flatMap(
    ({ body }) => /(?<=the pipeline is )[A-Z_]+/.exec(body)?.[0] ?? [],
  );

/** How many findings each message was about, in order. */
export const counts = (all: Deployed): unknown[] =>
  told(all).map(({ body }) => (JSON.parse(body) as { count: number }).count);

/** How the runs ended that did something. */
export const states = ({ alert }: Deployed): string[] =>
  alert.runs.map(({ state }) => state).filter((state) => state !== "CONDITION_FALSE");
