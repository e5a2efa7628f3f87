// Reads {name: policy} as JSON from standard input; writes the findings of csp_evaluator as JSON.
// The first argument is the folder of the package.
const path = require("node:path");
const dist = path.join(process.argv[2], "dist");
const { CspParser } = require(path.join(dist, "parser.js"));
const { CspEvaluator } = require(path.join(dist, "evaluator.js"));
const { Version } = require(path.join(dist, "csp.js"));
const { Severity } = require(path.join(dist, "finding.js"));

let input = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk) => (input += chunk));
process.stdin.on("end", () => {
  const found = [];
  for (const [where, policy] of Object.entries(JSON.parse(input))) {
    const parsed = new CspParser(policy).csp;
    for (const finding of new CspEvaluator(parsed, Version.CSP3).evaluate()) {
      const { directive, value, description } = finding;
      found.push({ where, directive, value, description, severity: Severity[finding.severity] });
    }
  }
  process.stdout.write(JSON.stringify(found));
});
