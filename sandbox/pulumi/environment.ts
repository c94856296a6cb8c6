/** What the SDKs read from the environment: a deployment onto the sandbox must not depend on it. */
const prefixes = ["AWS_", "SNOWFLAKE_"];

/** Hides the credentials and defaults of the real clouds. @returns a function that puts them back. */
export function withoutCredentials(): () => void {
  const hidden = Object.entries(process.env).filter(([name]) =>
    prefixes.some((prefix) => name.startsWith(prefix)),
  );
  for (const [name] of hidden) Reflect.deleteProperty(process.env, name);
  return () => Object.assign(process.env, Object.fromEntries(hidden));
}
