/** Why a problem is not taken. */
export interface Refused {
  /** The same for all problems that are refused for it. */
  readonly reason: string;
  /** What of this problem is in the way; "" where the reason says all. */
  readonly detail: string;
}

export function refused(reason: string, detail = ''): Refused {
  return { reason, detail };
}
