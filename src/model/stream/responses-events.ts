import { z } from 'zod';
import { type Assembly, jsonOf, notWhole, refuseFailure, type StreamEvent } from './assembly.ts';

const Event = z.object({ type: z.string().optional(), item: z.unknown().optional() });
const Ending = z.object({ response: z.looseObject({ output: z.array(z.unknown()).nullish() }) });

const ENDINGS: ReadonlySet<string> = new Set([
  'response.completed',
  'response.incomplete',
  'response.failed',
]);

/**
 * The events of a Responses stream: the last one holds the whole reply, so that no part can come twice. Some
 * gateways leave its output empty, which is then what the items before it hold.
 */
export class ResponsesEvents implements Assembly {
  done = false;
  readonly #items: unknown[] = [];
  #anyText = false;
  #whole: unknown;

  take(event: StreamEvent): void {
    if (this.done || event.data.trim() === '[DONE]') return;
    const json = jsonOf(event);
    const { type = event.name, item } = Event.safeParse(json).data ?? {};
    if (ENDINGS.has(type)) this.#end(json);
    else if (type === 'response.output_item.done') this.#items.push(item);
    else if (type === 'response.output_text.delta') this.#anyText = true;
    else refuseFailure(event, json);
  }

  whole(): unknown {
    if (!this.done) throw notWhole('its stream broke off');
    return this.#whole;
  }

  #end(json: unknown): void {
    const ending = Ending.safeParse(json).data;
    if (!ending) throw notWhole('the end of its stream holds no response');
    const { response } = ending;
    const empty = !response.output || response.output.length === 0;
    if (empty && this.#items.length === 0 && this.#anyText) {
      throw notWhole('the end of its stream holds no output');
    }
    this.#whole = empty ? { ...response, output: this.#items } : response;
    this.done = true;
  }
}
