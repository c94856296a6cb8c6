import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request, read to its end. */
export interface Received {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

export interface Reply {
  status: number;
  type: string;
  body: string;
  /** Others than the type of the content. Defaults to none. */
  headers?: Readonly<Record<string, string>>;
}

/** What happens to a request in place of its answer: another one, none for ever, or the end of the connection. */
export type Interference = Reply | "never answered" | "cut off";

/** A port of this machine behind which a cloud answers. */
export class Door {
  /** Put in to see what follows: what happens to a request. Undefined for its answer. */
  interfere: (request: Received) => Interference | undefined = () => undefined;

  private constructor(private readonly server: Server) {}

  static async open(answer: (request: Received) => Promise<Reply>): Promise<Door> {
    const server = createServer((request, response) => {
      void received(request)
        .then(async (read) => {
          const interference = door.interfere(read);
          if (interference === "never answered") return;
          if (interference === "cut off") request.socket.destroy();
          else send(response, interference ?? (await answer(read)));
        })
        .catch((error: unknown) => {
          send(response, { status: 500, type: "text/plain", body: String(error) });
        });
    });
    const door = new Door(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return door;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function received(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return {
    method: request.method ?? "",
    url: new URL(request.url ?? "/", "http://localhost"),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, [value].flat()[0]]),
    ),
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function send(response: ServerResponse, { status, type, body, headers }: Reply): void {
  response.writeHead(status, { "Content-Type": type, ...headers }).end(body);
}
