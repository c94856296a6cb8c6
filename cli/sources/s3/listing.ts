/** An object as a listing tells it. */
export interface ListedObject {
  key: string;
  /** Bytes. */
  size: number;
  lastModified: Date;
  /** What S3 calls this content of the object, without quotation marks. */
  etag: string;
}

/** What a request for keys asks for. */
export interface ListRequest {
  prefix: string;
  /** Whether what lies below the next `/` is told as one folder. Defaults to false. */
  byFolder?: boolean;
  /** A key: only those behind it are told. */
  after?: string;
  /** Where an earlier page ended. */
  continuation?: string;
}

export interface Page {
  /** In the order of their keys. */
  objects: ListedObject[];
  /** Prefixes that end in `/`. */
  folders: string[];
  /** Where the next page starts. Absent on the last one. */
  continuation?: string;
}

/** Asks S3 for a page of at most 1,000 keys. */
export type ListPage = (request: ListRequest) => Promise<Page>;

/** All pages that answer a request. */
export async function* pages(list: ListPage, request: ListRequest): AsyncGenerator<Page> {
  let page = await list(request);
  yield page;
  while (page.continuation !== undefined) {
    page = await list({ ...request, continuation: page.continuation });
    yield page;
  }
}
