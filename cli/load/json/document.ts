import { JsonError } from "./jsonError";

/** Keys of which every event has several. Two of them make an object an event. */
const signs = new Set([
  "awsRegion",
  "eventID",
  "eventName",
  "eventSource",
  "eventTime",
  "eventType",
  "eventVersion",
  "userIdentity",
]);

/** Bytes of a text, from its beginning. */
export interface Place {
  start: number;
  end: number;
}

/** An object that may hold events or be one, as far as it was read. Only its end tells what it was. */
export class OpenDocument {
  readonly kind = "object";
  /** Whether no member was read yet. */
  isStart = true;
  /** Whether it has an array of events, which were told one by one. */
  hasEvents = false;
  /** Where EventBridge puts the event that it delivers. */
  detail: Place | undefined;
  /** Where `lookup-events` puts the event: in a text of JSON. */
  lookedUp: Place | undefined;
  /** Where the value of `eventID` begins. */
  eventId: number | undefined;
  private hasRecords = false;
  private isEnvelope = false;
  private isDigest = false;
  private isBroken = false;
  private signs = 0;

  /** @param start Where it begins in the text. */
  constructor(readonly start: number) {}

  get isEvent(): boolean {
    return this.signs >= 2;
  }

  /** An array of events begins. @throws JsonError when there was one with the same key. */
  beginArray(key: "Records" | "Events", at: number): void {
    if (key === "Records") {
      if (this.hasRecords) throw new JsonError('the object has two keys "Records"', at);
      this.hasRecords = true;
    }
    this.hasEvents = true;
  }

  /** Takes note of a member that was read. */
  member(key: string, place: Place, isText: boolean): void {
    if (key === "eventID") this.eventId ??= place.start;
    if (signs.has(key)) this.signs += 1;
    else if (key === "detail") this.detail = place;
    else if (key === "detail-type") this.isEnvelope = true;
    else if (key === "CloudTrailEvent" && isText) this.lookedUp = place;
    else if (key === "digestStartTime" || key === "logFiles") this.isDigest = true;
    else if (key === "Records") this.isBroken = true;
  }

  /** The event that EventBridge delivers in it. */
  get delivered(): Place | undefined {
    return this.isEnvelope ? this.detail : undefined;
  }

  /** Why it holds no event. */
  get reason(): string {
    if (this.isDigest) return "a CloudTrail digest, which holds no events";
    if (this.isBroken) return 'not CloudTrail: "Records" is not an array';
    return 'not CloudTrail: there is no "Records", and it is no event';
  }
}
