/**
 * An actor as it reads beside the account it acted in, which is not told twice: `user/alice` for
 * `user/alice of 111122223333`. One of another account stays as it is.
 *
 * @param actor What the function ACTOR gives.
 */
export function shortActor(actor: string, account: string): string {
  const own = ` of ${account}`;
  return actor.endsWith(own) ? actor.slice(0, -own.length) : actor;
}
