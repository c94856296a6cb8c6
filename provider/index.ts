/** What Pulumi starts for a program in another language, by PulumiPlugin.yaml and `main` in package.json. */
import { provider } from "@pulumi/pulumi";

import { componentProvider } from "./components";

void provider.main(componentProvider(), process.argv.slice(2));
