# Everything a clone needs is Node, npm, git and make.
.DEFAULT_GOAL := help
.PHONY: help run test check check-tree check-built bench clean node

INSTALLED := node_modules/.package-lock.json

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

run: node $(INSTALLED) ## deploy onto the sandbox and take the samples to findings
	@npm start --silent

test: node $(INSTALLED) ## run every test
	@npm test --silent

check: node $(INSTALLED) ## types, lint, format, import boundaries, unused exports, package contents, README
	@$(MAKE) --no-print-directory -j2 check-tree check-built

check-tree: node $(INSTALLED)
	@npm run check:tree --silent

check-built: node $(INSTALLED)
	@npm run check:built --silent

bench: node $(INSTALLED) ## measure loading and detecting against a floor and a peer
	@npm run bench --silent

clean: ## remove what is generated
	rm -rf node_modules dist

$(INSTALLED): package.json package-lock.json | node
	@npm ci --no-audit --no-fund
	@touch $@

# Plain `sh` and old JavaScript, so that an old Node gets this message and not a syntax error.
node:
	@command -v node >/dev/null 2>&1 || { echo "Snowtrail needs Node.js 20 or newer, and there is no 'node' on the PATH. Install it from https://nodejs.org and run make again." >&2; exit 1; }
	@command -v npm >/dev/null 2>&1 || { echo "Snowtrail needs npm, and there is no 'npm' on the PATH. It comes with Node.js: https://nodejs.org" >&2; exit 1; }
	@node -e 'if (parseInt(process.versions.node, 10) < 20) { console.error("Snowtrail needs Node.js 20 or newer, and this is " + process.version + ". Install a newer one from https://nodejs.org and run make again."); process.exit(1); }'
