//! Settings that tell editors which schema is for which file.

use serde_json::{Value, json};

use super::{Form, SchemaFile};

/// What has to be installed for [`remark`]'s settings to be of use.
pub const INSTALL_REMARK: &str = "\
To use it, run\n\n  npm install --save-dev remark-cli remark-frontmatter remark-lint-frontmatter-schema\n  \
npx remark content --quiet --frail\n\n\
VS Code shows the same while you write, with the extension \"remark\" (unifiedjs.vscode-remark).";

/// `.vscode/settings.json` for the extension "YAML" (redhat.vscode-yaml). It reads YAML files; not the fields at the top
/// of Markdown files, which [`remark`] is for.
pub fn vs_code(schemas: &[SchemaFile], folder: &str) -> Value {
    let attached = attached(schemas, Form::Yaml, folder);
    json!({ "yaml.schemas": attached })
}

/// `.remarkrc.mjs` for remark with remark-lint-frontmatter-schema.
pub fn remark(schemas: &[SchemaFile], folder: &str) -> String {
    let attached = attached(schemas, Form::FrontMatter, folder);
    format!(
        "import remarkFrontmatter from 'remark-frontmatter';\n\
         import remarkLintFrontmatterSchema from 'remark-lint-frontmatter-schema';\n\n\
         const schemas = {attached:#};\n\n\
         export default {{\n  plugins: [remarkFrontmatter, [remarkLintFrontmatterSchema, {{ schemas }}]],\n}};\n"
    )
}

fn attached(schemas: &[SchemaFile], form: Form, folder: &str) -> Value {
    let of_form = schemas.iter().filter(|schema| schema.form == form);
    of_form.map(|schema| (format!("{folder}/{}", schema.name), Value::from(schema.globs.clone()))).collect()
}
