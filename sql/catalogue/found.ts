import type { Detection } from "./detection";
import type { Exception } from "./exceptions";
import { findingsSelect } from "./findings";
import type { SqlFunction } from "./function";
import { suppressedSelect, withoutExceptions } from "./suppression";

/** What is found, by the detections that are looked for. */
export interface Found {
  /** Those of them that FINDINGS reads by their views, since they are more than a condition on one event. */
  windowed: Detection[];
  /** The SELECT of FINDINGS over exactly these detections, without what the exceptions are about. */
  findings: string;
  /** The SELECT of SUPPRESSED: the findings that the exceptions are about. */
  suppressed: string;
}

/** What these detections find. */
export function foundBy(
  detections: readonly Detection[],
  { cloudtrail, functions, exceptions }: FoundOver,
): Found {
  const select = (of: readonly Detection[]): string =>
    findingsSelect(of, cloudtrail.digest, functions);
  const found = select(detections);
  return {
    windowed: detections.filter(({ condition }) => condition === undefined),
    findings: withoutExceptions(found, exceptions),
    suppressed: suppressedSelect(exceptions.length > 0 ? found : select([]), exceptions),
  };
}

/** What the texts depend on, beside the detections. */
interface FoundOver {
  cloudtrail: { digest: string };
  functions: readonly SqlFunction[];
  exceptions: readonly Exception[];
}

/** The catalogue without some of its detections, which FINDINGS does not look for then. */
export function narrowed<Of extends Found & FoundOver & { detections: Detection[] }>(
  catalogue: Of,
  keeps: (detection: Detection) => boolean,
): Of {
  const detections = catalogue.detections.filter(keeps);
  // One that is more than a condition and is not among these is left out of FINDINGS already.
  const looking = detections.filter(
    (each) => each.condition !== undefined || catalogue.windowed.includes(each),
  );
  return { ...catalogue, detections, ...foundBy(looking, catalogue) };
}
