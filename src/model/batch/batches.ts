import type { Completion, Fields, Message } from '../completion.ts';
import type { BatchLine, BatchResult } from './result.ts';

/** So many requests one batch takes, and so many bytes its file (OpenAI, whose API this is). */
export const MOST_REQUESTS = 50_000;
export const MOST_BYTES = 200_000_000;

/** One request of a batch. */
export interface BatchRequest {
  /** Comes back with its reply. */
  readonly id: string;
  readonly messages: readonly Message[];
  readonly fields: Fields;
}

/** What is wrong with a batch that was not accepted. */
export interface BatchFault {
  readonly message: string;
  /** Of the uploaded file, from 1. */
  readonly line: number | null;
}

/** Batches in other states are still being worked on. */
export type BatchStatus = 'working' | 'completed' | 'expired' | 'cancelled' | 'failed';

export interface Batch {
  readonly id: string;
  readonly status: BatchStatus;
  /** As the provider says it. */
  readonly statusRaw: string;
  /** Ids of the files with its replies, once there are any. */
  readonly files: readonly string[];
  readonly faults: readonly BatchFault[];
}

export type Metadata = Readonly<Record<string, string>>;

/**
 * A provider's Files and Batches API. All its methods throw ModelError, whose message holds no key.
 */
export interface Batches {
  /** One line of a batch's file, without its end. */
  line(request: BatchRequest): string;
  /** Uploads the lines of a batch; gives the file's id. */
  upload(name: string, lines: readonly string[]): Promise<string>;
  /** Starts a batch of an uploaded file. Not to be called again where it may have succeeded. */
  create(file: string, metadata: Metadata): Promise<Batch>;
  retrieve(id: string): Promise<Batch>;
  /** The newest batch with such metadata that was made since (milliseconds since 1970). */
  find(metadata: Metadata, since: number): Promise<Batch | undefined>;
  /** Streams a file of replies or errors. */
  results(file: string): AsyncGenerator<BatchLine>;
  /** The reply that a result holds. Throws ModelError where it is a failure of the call. */
  completion(result: BatchResult, fields: Fields): Completion;
}
