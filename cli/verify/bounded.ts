import { UnansweredError } from "./asked";

/** More than any answer to what is asked has. */
const maximalBytes = 1024 * 1024;

/** Reads an answer to its end. @throws UnansweredError when it is larger than any that is meant. */
export async function boundedBytes(answer: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer) {
    size += chunk.length;
    if (size > maximalBytes) throw new UnansweredError("the answer is larger than it can be");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
