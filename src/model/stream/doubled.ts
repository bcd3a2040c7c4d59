import { z } from 'zod';
import { notWhole } from './assembly.ts';

const Counted = z.object({ completion_tokens: z.int().positive() });

/** A chunk of a reply, as far as it can show that it, or others, came twice. */
export interface Part {
  readonly id: unknown;
  /** Its JSON. */
  readonly data: string;
  readonly namesRole: boolean;
  readonly hasText: boolean;
  /** Why the reply ends with it. */
  readonly finish: string | undefined;
}

/**
 * Finds parts of a stream that came twice, as far as that can be told: a chunk has no number, and one that a
 * proxy sends again looks like a token that the model wrote again. Told are text behind the end, two ends that
 * differ, the opening of a reply behind its text, every part twice, and more parts with text than the endpoint
 * counted tokens, where that many of them equal the one before.
 */
export class Doubled {
  #finish: string | undefined;
  #opening: Part | undefined;
  /** Whether text came in chunks that name no role: most endpoints name it in the opening alone. */
  #roleless = false;
  #texts = 0;
  /** Parts with text that equal the one before. */
  #repeats = 0;
  #last = '';
  /** Whether all parts so far, the opening and the end too, came twice in a row; one may wait for its like. */
  #allTwice = true;
  #waiting: string | undefined;

  /** Throws ModelError where a part shows that it, or the whole, came twice. */
  see(part: Part): void {
    const { id, data, namesRole, hasText, finish } = part;
    if (this.#waiting !== undefined && this.#waiting !== data) this.#allTwice = false;
    this.#waiting = this.#waiting === undefined ? data : undefined;
    if (namesRole && finish === undefined && this.#finish === undefined) {
      this.#opening ??= part;
      // Some gateways name the role again on the way, in a chunk that is not the opening.
      const opening = this.#opening.data === data || this.#opening.id !== id;
      if (this.#roleless && opening) throw notWhole('its stream began anew');
    }
    if (hasText) {
      if (this.#finish !== undefined) throw notWhole('its stream went on behind its end');
      if (!namesRole) this.#roleless = true;
      this.#texts += 1;
      if (data === this.#last) this.#repeats += 1;
      this.#last = data;
    }
    if (finish === undefined) return;
    this.#finish ??= finish;
    if (this.#finish !== finish) throw notWhole('its stream ended twice');
  }

  /**
   * Throws ModelError where the whole stream shows that parts came twice. A part has a token at least where an
   * endpoint sends each as it comes; a gateway may cut them smaller, and then few equal the one before.
   */
  refuseRepeats(usage: unknown): void {
    const paired = this.#allTwice && this.#waiting === undefined;
    const all = paired && this.#opening !== undefined && this.#texts > 0;
    const tokens = Counted.safeParse(usage).data?.completion_tokens ?? Number.POSITIVE_INFINITY;
    const extra = this.#texts - tokens;
    if (all || (extra > 0 && this.#repeats >= extra)) {
      throw notWhole('parts of its stream came twice');
    }
  }
}
