import { ReadableStream as NodeReadableStream } from "node:stream/web";

/** Pieces of text as the body of an answer, made no faster than they are read. */
export function textStream(pieces: AsyncIterable<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return (NodeReadableStream.from(pieces) as ReadableStream<string>).pipeThrough(new TextEncoderStream());
}
