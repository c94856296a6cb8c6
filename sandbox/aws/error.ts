/** A service refuses a request, in its own words. */
export class AwsError extends Error {
  constructor(operation: string, code: string, message: string) {
    super(`${operation}: ${code}: ${message}`);
  }
}
