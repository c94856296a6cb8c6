import {
  checkPrimeSync,
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
} from "node:crypto";
import { Random } from "./random";

/** The key that signs the samples' digests. It protects nothing: whoever reads this file can make it. */
export interface SigningKey {
  privateKey: KeyObject;
  /** Names the key in digests. */
  fingerprint: string;
  /** The public key as `aws cloudtrail list-public-keys` tells it: PKCS #1, in Base64. */
  publicKey: string;
}

const exponent = 65_537n;

/** An RSA key of 2,048 bits that is the same for the same name, so that the same digests get the same signatures. */
export function signingKey(name: string): SigningKey {
  const random = new Random(name);
  const p = prime(random);
  const q = prime(random);
  const d = inverse(exponent, (p - 1n) * (q - 1n));
  const privateKey = createPrivateKey({
    format: "jwk",
    key: {
      kty: "RSA",
      n: base64(p * q),
      e: base64(exponent),
      d: base64(d),
      p: base64(p),
      q: base64(q),
      dp: base64(d % (p - 1n)),
      dq: base64(d % (q - 1n)),
      qi: base64(inverse(q, p)),
    },
  });
  const der = createPublicKey(privateKey).export({ format: "der", type: "pkcs1" });
  return {
    privateKey,
    fingerprint: createHash("md5").update(der).digest("hex"),
    publicKey: der.toString("base64"),
  };
}

/** A prime of 1,024 bits, the upper two of which are set, so that the product of two has 2,048. */
function prime(random: Random): bigint {
  let candidate = BigInt(`0xc${random.hex(255)}`) | 1n;
  while (!checkPrimeSync(candidate) || candidate % exponent === 1n) candidate += 2n;
  return candidate;
}

/** The number that multiplied by another is 1, modulo a third (Euclid's extended algorithm). */
function inverse(value: bigint, modulus: bigint): bigint {
  let [rest, next] = [modulus, value % modulus];
  let [factor, nextFactor] = [0n, 1n];
  while (next > 0n) {
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return ((factor % modulus) + modulus) % modulus;
}

function base64(value: bigint): string {
  const digits = value.toString(16);
  return Buffer.from(digits.padStart(digits.length + (digits.length % 2), "0"), "hex").toString(
    "base64url",
  );
}
