import { readCatalogue } from "../sql/catalogue";
import { withWarehouse } from "../cli/warehouse/withWarehouse";
async function main() {
  const catalogue = readCatalogue();
  const abort = new AbortController();
  await withWarehouse({ db: process.argv[2]!, readOnly: false, catalogue, signal: abort.signal } as never, async (w: any) => {
    const t0=process.cpuUsage();
    for (const d of catalogue.detections) {
      const c = process.cpuUsage();
      const s = Date.now();
      const { rows } = await w.engine.query(`select count(*) from ${d.id}`);
      const e = process.cpuUsage(c);
      const cpu = (e.user + e.system) / 1e6;
      if (cpu > 0.3) console.log(d.id, rows[0][0], cpu.toFixed(2), Date.now() - s);
    }
    console.log("all", (process.cpuUsage(t0).user/1e6));
  });
}
void main();
