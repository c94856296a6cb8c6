import { table } from "./table";

interface Property {
  type?: string;
  $ref?: string;
  items?: Property;
  additionalProperties?: Property;
  plain?: boolean;
  description?: string;
}
interface Type {
  description?: string;
  properties?: Record<string, Property>;
  required?: string[];
  enum?: { value: string; description?: string }[];
}
interface Component extends Type {
  inputProperties: Record<string, Property>;
  requiredInputs: string[];
}

/** The schema for other languages, as far as the page tells it. */
export interface Schema {
  resources: Record<string, Component>;
  types: Record<string, Type>;
}

const nameOf = (token: string): string => token.split(":").at(-1) ?? token;

/** What each component takes and gives, out of the schema. */
export function componentsPage({ resources, types }: Schema): string {
  const sections = [
    ...Object.entries(resources).map(([token, component]) => componentSection(token, component)),
    "## Types of arguments and outputs",
    ...Object.entries(types)
      .sort(([a], [b]) => (nameOf(a) < nameOf(b) ? -1 : 1))
      .map(([token, type]) => typeSection(token, type)),
  ];
  return `# Components

Written by \`npm run docs\` from provider/schema.json. An argument takes a value or an output of a resource; one that is "known at
once" takes no output, since it decides which resources there are. Resources are those of the packages aws and snowflake.

${sections.join("\n\n")}
`;
}

function componentSection(token: string, component: Component): string {
  const { description = "", inputProperties, requiredInputs, properties = {} } = component;
  return `## ${nameOf(token)}

${paragraph(description)}

${propertiesTable("argument", inputProperties, requiredInputs)}

${table(
  ["output", "type", "what it is"],
  Object.entries(properties).map(([name, property]) => [
    `\`${name}\``,
    shape(property),
    property.description ?? "",
  ]),
)}`;
}

function typeSection(token: string, { description = "", ...type }: Type): string {
  const head = `### ${nameOf(token)}\n\n${paragraph(description)}`;
  if (type.enum) {
    const rows = type.enum.map(({ value, description = "" }) => [`\`${value}\``, description]);
    return `${head}\n\n${table(["value", "what it means"], rows)}`;
  }
  return `${head}\n\n${propertiesTable("property", type.properties ?? {}, type.required ?? [])}`;
}

function propertiesTable(
  head: string,
  properties: Record<string, Property>,
  required: readonly string[],
): string {
  const rows = Object.entries(properties).map(([name, property]) => [
    `\`${name}\`${required.includes(name) ? "" : "?"}`,
    property.plain ? `${shape(property)}, known at once` : shape(property),
    property.description ?? "",
  ]);
  return table([head, "type", "what it is"], rows);
}

function paragraph(text: string): string {
  return text.replaceAll(/(?<!\n)\n(?!\n)/g, " ");
}

function shape({ type, $ref, items, additionalProperties }: Property): string {
  if (items) return `list of ${shape(items)}`;
  if (additionalProperties) return `map of ${shape(additionalProperties)}`;
  if ($ref === undefined) return type ?? "";
  const name = decodeURIComponent(nameOf($ref));
  return $ref.startsWith("#") ? `[${name}](#${name.toLowerCase()})` : `resource ${name}`;
}
