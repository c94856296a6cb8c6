export interface Warehouse {
  name: string;
  /** The monitor that limits it, by its quoted name. */
  resourceMonitor: string | undefined;
}

export interface ResourceMonitor {
  name: string;
  /** Whether its quota is used up, so that its warehouses do not run: put in to see what follows. */
  exceeded: boolean;
}
