/** A service as it reads: `iam` for `iam.amazonaws.com`. */
export function serviceName(eventSource: string): string {
  return eventSource.replace(/\.amazonaws\.com$/, "");
}

/** What an event did, and in which service: `ConsoleLogin (signin)`. */
export function actionName(eventName: string | undefined, eventSource: string | undefined): string {
  const service = eventSource === undefined ? undefined : serviceName(eventSource);
  if (eventName === undefined) return service ?? "an event without a name";
  return service === undefined ? eventName : `${eventName} (${service})`;
}
