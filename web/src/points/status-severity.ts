export type StatusSeverity = "alarm" | "fault" | "service";

export function severityOf(statusId: string): StatusSeverity {
  if (/leak|burst|tamper|penetrat|losing|water-hammer|freez/.test(statusId)) return "alarm";
  if (/battery|supply|power|reserved|external|no-consumption/.test(statusId)) return "service";
  return "fault";
}
