import { Random } from "./random";

/** The account of the sample company, an id of AWS's documentation. */
export const account = "111122223333";
/** Where the company works. What is global (IAM, sign-in) is recorded in us-east-1. */
export const home = "eu-west-1";
/** Where the company's trail delivers. */
export const trailBucket = "larkspur-cloudtrail";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;

/** A caller, as it stands in `userIdentity`, and where its calls come from. */
export interface Caller {
  identity: JsonObject;
  address: string;
  agent: string;
  /** Whether the credential was made by the console. */
  fromConsole?: boolean;
}

/** A call as a story tells it. What it leaves out is as in most records. */
export interface Call {
  caller: Caller;
  /** The service's name before `.amazonaws.com`. */
  service: string;
  name: string;
  /** Defaults to the home region, and to us-east-1 for global services. */
  region?: string;
  /** Defaults to what the name suggests. */
  readOnly?: boolean;
  request?: Json;
  response?: Json;
  error?: readonly [code: string, message: string];
  /** Fields to add, or to put in place of the usual ones. */
  fields?: JsonObject;
}

const globalServices = new Set(["iam", "signin", "organizations", "cloudfront", "route53"]);
const reading = /^(Get|List|Describe|Head|Lookup|BatchGet|Search|Decrypt|GenerateDataKey)/;

/** Builds records of version 1.11 with ids of its own. */
export class Recorder {
  readonly #random: Random;

  /** @param story The part of the day: the ids are its own. */
  constructor(story: string) {
    this.#random = new Random(`${story}/ids`);
  }

  record(at: Date, call: Call): JsonObject {
    const { caller, service, name } = call;
    const source = `${service}.amazonaws.com`;
    const region = call.region ?? (globalServices.has(service) ? "us-east-1" : home);
    const serviceCall = caller.address.endsWith(".amazonaws.com");
    return {
      eventVersion: "1.11",
      userIdentity: caller.identity,
      eventTime: timeText(at),
      eventSource: source,
      eventName: name,
      awsRegion: region,
      sourceIPAddress: caller.address,
      userAgent: caller.agent,
      ...(call.error && { errorCode: call.error[0], errorMessage: call.error[1] }),
      requestParameters: call.request ?? null,
      responseElements: call.error ? null : (call.response ?? null),
      requestID: this.#random.uuid(),
      eventID: this.#random.uuid(),
      readOnly: call.readOnly ?? reading.test(name),
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: account,
      eventCategory: "Management",
      ...(!serviceCall && {
        tlsDetails: {
          tlsVersion: "TLSv1.3",
          cipherSuite: "TLS_AES_128_GCM_SHA256",
          clientProvidedHostHeader: globalServices.has(service)
            ? source
            : `${service}.${region}.amazonaws.com`,
        },
      }),
      ...(caller.fromConsole && { sessionCredentialFromConsole: "true" }),
      ...call.fields,
    };
  }
}

/** As CloudTrail writes a time: UTC, in whole seconds. */
function timeText(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, "Z");
}

/** A moment of the sample day. */
export function at(hour: number, minute: number, second = 0): Date {
  return new Date(Date.UTC(2026, 2, 17, hour, minute, second));
}

/** The moment so many seconds later. */
export function later(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000);
}

/** The record without these fields. */
export function without(record: JsonObject, ...keys: string[]): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}
