/** Where sealed files are kept. Names are chosen by the service; whoever reads the place sees noise. */
export interface FileStorage {
  /** Keeps the bytes under the name; the same name again replaces them. */
  put(name: string, bytes: Buffer): Promise<void>;
  /** Undefined when there is no such file. */
  get(name: string): Promise<Buffer | undefined>;
  /** Deletes the file; one that is gone already is no fault. */
  remove(name: string): Promise<void>;
}
