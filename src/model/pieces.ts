/** What is asked of a body that comes in pieces, as of a reader of the platform's streams. */
export interface PieceReader {
  /** The next piece, or several together that have come. Throws what broke the body off. */
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  /** Nothing more of it is wanted. */
  cancel(): Promise<void>;
}

type Read = Awaited<ReturnType<PieceReader['read']>>;

/** Hands on the pieces of a body as they come, for one reader: a stream of the platform's takes far more for it. */
export class Pieces implements PieceReader {
  readonly #stop: () => void;
  #come: Uint8Array[] = [];
  #ended: { readonly failure: { readonly error: unknown } | null } | undefined;
  #waiting: { resolve: (read: Read) => void; reject: (error: unknown) => void } | undefined;

  /** `stop` ends the body. */
  constructor(stop: () => void) {
    this.#stop = stop;
  }

  push(piece: Uint8Array): void {
    this.#come.push(piece);
    this.#hand();
  }

  /** `failure` is null where the body is whole. */
  end(failure: { readonly error: unknown } | null): void {
    this.#ended = { failure };
    this.#hand();
  }

  read(): Promise<Read> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#hand();
    });
  }

  async cancel(): Promise<void> {
    this.#come = [];
    this.#stop();
  }

  #hand(): void {
    const reader = this.#waiting;
    if (!reader || (this.#come.length === 0 && !this.#ended)) return;
    this.#waiting = undefined;
    const [only, ...others] = this.#come;
    this.#come = [];
    if (only) {
      const value = others.length === 0 ? only : Buffer.concat([only, ...others]);
      reader.resolve({ done: false, value });
    } else if (this.#ended?.failure) reader.reject(this.#ended.failure.error);
    else reader.resolve({ done: true });
  }
}
