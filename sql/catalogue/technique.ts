/** The page of a technique of MITRE ATT&CK, such as T1078.004. */
export function techniquePage(technique: string): string {
  return `https://attack.mitre.org/techniques/${technique.replace(".", "/")}/`;
}
