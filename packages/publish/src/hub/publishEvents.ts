/** What `publish` tells while it works. Bytes are those of large files; `sent` counts what a first try sent in vain no more. */
export type PublishEvent =
  | { readonly type: "planned"; readonly version: string; readonly files: number; readonly bytes: number }
  | { readonly type: "differs"; readonly add: number; readonly remove: number; readonly bytes: number }
  | { readonly type: "step"; readonly message: string }
  | { readonly type: "sent"; readonly sent: number; readonly total: number }
  | { readonly type: "waiting"; readonly seconds: number; readonly reason: string }
  | {
      readonly type: "published";
      readonly version: string;
      readonly where: string;
      readonly commit: string | null;
      /** False if everything was there already. */
      readonly changed: boolean;
    };
