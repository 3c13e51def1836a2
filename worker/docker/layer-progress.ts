import { EngineError } from "#worker/docker/engine-error";

/** What is happening to one layer on its way from or to a registry. */
export interface LayerProgress {
  type: "layer";
  /** The first 12 digits of the layer's digest. */
  layer: string;
  /** In the engine's words: "Downloading", "Pushed", "Layer already exists", "Retrying in 5 seconds". */
  status: string;
  /** Bytes so far and in all, where the engine tells. */
  current?: number;
  total?: number;
}

/** A line of the engine's answer to a pull or a push. */
export interface TransferMessage {
  id?: string;
  status?: string;
  progressDetail?: { current?: number; total?: number };
  aux?: { Tag?: string; Digest?: string; Size?: number };
  error?: string;
  errorDetail?: { message?: string };
}

/**
 * The message as progress of a layer, or undefined when it tells of something else.
 * @throws EngineError when the message says that the transfer failed.
 */
export function toLayerProgress(doing: string, message: TransferMessage): LayerProgress | undefined {
  const fault = message.errorDetail?.message ?? message.error;
  if (fault !== undefined) throw EngineError.fromMessage(doing, fault);
  if (!message.status || !/^[0-9a-f]{12}$/.test(message.id ?? "")) return undefined;
  const { current, total } = message.progressDetail ?? {};
  return {
    type: "layer",
    layer: message.id!,
    status: message.status,
    ...(current !== undefined && { current }),
    ...(total !== undefined && { total }),
  };
}
