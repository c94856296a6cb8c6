import { dirname, resolve } from "node:path";
import { runtime } from "@pulumi/pulumi";
import type { Properties } from "../resource/properties";
import { Turns } from "../resource/turns";
import { Sandbox } from "../sandbox";
import { withoutCredentials } from "./environment";
import type { DeployError } from "./failure";
import { hearHooks, Hooks, withClocks } from "./hooks";
import { SandboxMonitor } from "./monitor";
import { runProgram } from "./program";
import { readProject, type Project } from "./project";
import type { Registration } from "./registration";
import { Stack } from "./stack";
import { Update, type Step } from "./update";

export interface DeployOptions {
  /** Where to deploy. Defaults to a new sandbox in the region of `aws:region`. */
  sandbox?: Sandbox;
  /** The folder with Pulumi.yaml. Defaults to this repository. */
  directory?: string;
  stack: string;
  /** Configuration over the stack's file: the full key, and the value as `pulumi config set` stores it. */
  config?: Record<string, string>;
  /**
   * Whether to preview only: computed values stay unknown, and nothing is made or changed. Defaults to
   * false.
   */
  preview?: boolean;
  /** The URNs of resources to replace whether they change or not, as with `--replace`. Defaults to none. */
  replace?: string[];
  /** Called for each resource as soon as it is there. */
  onResource?: (registration: Registration) => void;
}

export interface Deployment {
  /** In the order of their registration; the first is the stack itself. */
  resources: Registration[];
  /** What was done, or in a preview would be, in that order. */
  steps: Step[];
  /** The URNs of what the program no longer registers. */
  deleted: string[];
  /** The stack's outputs as the CLI shows them, with secrets masked. */
  outputs: Properties;
  sandbox: Sandbox;
}

type Program = () => Promise<Record<string, unknown> | void> | Record<string, unknown> | void;

/**
 * Runs the unmodified program that Pulumi.yaml names, and makes the stack what it registers: `pulumi up`.
 *
 * @throws ConfigurationError when the configuration is not what Pulumi.yaml declares, DeployError when a
 * resource is refused, and whatever the program itself throws.
 */
export function deploy(options: DeployOptions): Promise<Deployment> {
  return turns.take(() => {
    const directory = resolve(options.directory ?? dirname(dirname(__dirname)));
    const project = readProject(directory, options.stack, options.config);
    return run(() => runProgram(project.main), project, options);
  });
}

/** Runs a program given as a function, with `config` as its only configuration: for tests of components. */
export function deployProgram(program: Program, options: DeployOptions): Promise<Deployment> {
  const project = { name: "snowtrail", main: "", config: options.config ?? {}, secretKeys: [] };
  return turns.take(() => run(async () => program(), project, options));
}

/** The SDK keeps its state in globals: one deployment at a time. */
const turns = new Turns();

async function run(
  program: Program,
  project: Project,
  options: DeployOptions,
): Promise<Deployment> {
  const { stack: name, preview = false, onResource = () => undefined } = options;
  const region = project.config["aws:region"];
  const sandbox = options.sandbox ?? new Sandbox(region === undefined ? {} : { region });
  const id = `${project.name}/${name}`;
  const stack = sandbox.stacks.get(id) ?? new Stack();
  const hooks = new Hooks();
  const update = new Update(sandbox, stack, {
    preview,
    config: project.config,
    replace: known(options.replace ?? [], stack),
    hooks,
  });
  if (!preview) sandbox.stacks.set(id, stack);
  let fail: (error: unknown) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => (fail = reject));
  failure.catch(() => undefined);

  const monitor = new SandboxMonitor({
    accounts: sandbox,
    update,
    project: project.name,
    stack: name,
    onResource,
    onFailure: (error: DeployError) => fail(error),
  });
  const restoreRejections = catchRejections(fail);
  const restoreEnvironment = withoutCredentials();
  const restoreTime = withClocks();
  let deleted: string[];
  try {
    runtime.setAllConfig(project.config, project.secretKeys);
    runtime.setMockOptions(monitor, project.name, name, preview, "organization");
    hearHooks(hooks);
    const ran = runtime.runInPulumiStack(async () => (await program()) ?? {});
    await Promise.race([failure, ran.then(() => runtime.disconnect())]);
    await settled();
    // What nobody awaited may have failed in the meantime.
    await Promise.race([failure, Promise.resolve()]);
    deleted = await update.finish();
  } finally {
    await monitor.idle();
    await settled();
    restoreTime();
    restoreEnvironment();
    restoreRejections();
  }
  const { registrations, steps } = update;
  return {
    resources: [...registrations.values()],
    steps,
    deleted,
    outputs: monitor.outputs,
    sandbox,
  };
}

/** @throws Error if one of the URNs is not the stack's. */
function known(urns: readonly string[], { resources }: Stack): Set<string> {
  const missing = urns.find((urn) => !resources.has(urn));
  if (missing !== undefined) {
    throw new Error(`Resource '${missing}' could not be found in the stack`);
  }
  return new Set(urns);
}

/** An error in a chain that nobody awaits belongs to the deployment, and not to the process. */
function catchRejections(fail: (error: unknown) => void): () => void {
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", fail);
  return () => {
    process.removeListener("unhandledRejection", fail);
    for (const other of others) process.on("unhandledRejection", other);
  };
}

/** Lets everything that is under way come to its end. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
