import type { PieceReader } from './pieces.ts';
import type { WholeResponse } from './whole-response.ts';

/** A response that hands out its body as it came. The platform's own stream of it stays empty. */
export class Received extends Response {
  /** Where it is a stream of events; else null, and `text` and `json` give the body. */
  readonly pieces: PieceReader | null;
  readonly #body: Promise<Buffer>;

  constructor({ status, headers, body, pieces }: WholeResponse) {
    super(null, { status, headers });
    this.#body = body;
    this.pieces = pieces;
  }

  override async text(): Promise<string> {
    return (await this.#body).toString('utf8').replace(/^\uFEFF/, '');
  }

  override async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
}
