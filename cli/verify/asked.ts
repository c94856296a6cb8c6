/** What a question brought: a value, or why nothing is known. */
export type Asked<Value> = { value: Value } | { unknown: string };

/** A cloud or a way to it that gives no answer; the message says why, and what to do. It holds nothing that is secret. */
export class UnansweredError extends Error {
  override readonly name = "UnansweredError";
}

/** How long a question may take, and what ends all of them. */
export interface Limits {
  /** Seconds for one question. */
  seconds: number;
  signal: AbortSignal;
}

/** Milliseconds that a timer of Node's waits at most. */
const longestTimer = 2 ** 31 - 1;

/**
 * Asks one question within its time. What goes wrong is the answer, so that it hides no other.
 *
 * @throws what `signal` was aborted with.
 */
export async function ask<Value>(
  { seconds, signal }: Limits,
  question: (signal: AbortSignal) => Promise<Value>,
): Promise<Asked<Value>> {
  const time = AbortSignal.timeout(Math.min(Math.ceil(seconds * 1000), longestTimer));
  const either = AbortSignal.any([signal, time]);
  try {
    return { value: await Promise.race([question(either), ended(either)]) };
  } catch (error) {
    signal.throwIfAborted();
    if (time.aborted) return { unknown: `there was no answer within ${seconds} s` };
    if (error instanceof UnansweredError) return { unknown: error.message };
    throw error;
  }
}

/** Rejects when a signal is aborted, for what does not listen to it. */
function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}

/** Waits for what is asked side by side. */
export async function together<Answers extends object>(asked: {
  [Name in keyof Answers]: Promise<Answers[Name]> | Answers[Name];
}): Promise<Answers> {
  const entries = Object.entries(asked).map(async ([name, answer]) => [name, await answer]);
  return Object.fromEntries(await Promise.all(entries)) as Answers;
}

/** Asks the same of each of some names. */
export async function forEach<Answer>(
  names: readonly string[],
  question: (name: string) => Promise<Answer>,
): Promise<Map<string, Answer>> {
  return new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, Answer]> => [name, await question(name)]),
    ),
  );
}
