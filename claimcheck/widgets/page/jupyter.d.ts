// Of anywidget and of JupyterLab as much as the page uses. What a notebook of another kind lacks may be absent.

import type { Message, Told, Traits } from "./types.d.ts";

export interface Model {
  get<Name extends keyof Traits>(name: Name): Traits[Name];
  on(event: "msg:custom", listener: (message: Told, files: DataView<ArrayBuffer>[]) => void): void;
  on(event: `change:${keyof Traits}` | "comm_live_update", listener: () => void): void;
  off(event: "msg:custom", listener: (message: Told, files: DataView<ArrayBuffer>[]) => void): void;
  off(event: `change:${keyof Traits}` | "comm_live_update", listener: () => void): void;
  send(
    message: Message,
    callbacks?: { iopub: { status: (message: StatusMessage) => void } },
    files?: ArrayBuffer[],
  ): void;
  widget_manager?: { kernel?: Kernel | null; rendermime?: RenderMime };
}

/** What draws outputs of a cell, by MIME type. */
export interface RenderMime {
  preferredMimeType(data: object, safe: "any"): string | undefined;
  createRenderer(mime: string): { node: HTMLElement; renderModel(model: object): Promise<void> };
}

export interface StatusMessage {
  content: { execution_state: string };
}

export interface Kernel {
  status: string;
  connectionStatus: string;
  supportsSubshells?: boolean;
  requestListSubshell(content: object): { done: Promise<unknown> };
  requestKernelInfo(): Promise<unknown>;
  statusChanged?: Signal<string>;
  connectionStatusChanged?: Signal<string>;
  disposed?: Signal<unknown>;
}

export interface Signal<Value> {
  connect(slot: (sender: unknown, value: Value) => void): void;
  disconnect(slot: (sender: unknown, value: Value) => void): void;
}

declare global {
  var claimcheckViews: Set<string> | undefined;
}
