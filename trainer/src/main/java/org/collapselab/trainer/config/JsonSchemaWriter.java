package org.collapselab.trainer.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Writes the JSON schema (draft 2020-12) of experiment files, for editors. */
final class JsonSchemaWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonSchemaWriter() {}

  static String write(String title, ValueType.Section root) {
    ObjectNode schema = NODES.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.setAll(section(root));
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the schema", e);
    }
  }

  private static ObjectNode section(ValueType.Section section) {
    ObjectNode schema = typed("object");
    schema.put("additionalProperties", false);
    ArrayNode required = NODES.arrayNode();
    ObjectNode properties = NODES.objectNode();
    for (ConfigKey setting : section.settings()) {
      properties.set(setting.key(), property(setting));
      if (setting.fallback().isEmpty()) {
        required.add(setting.key());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.set("properties", properties);
    return schema;
  }

  /** A section some of whose keys are given elsewhere. */
  private static ObjectNode partOf(ValueType.Section section) {
    ObjectNode schema = section(section);
    schema.remove("required");
    return schema;
  }

  private static ObjectNode property(ConfigKey setting) {
    ObjectNode schema = NODES.objectNode();
    schema.put("description", setting.doc());
    setting
        .fallback()
        .filter(fallback -> !(fallback instanceof Yaml.Mapping))
        .ifPresent(fallback -> schema.set("default", json(fallback)));
    return schema.setAll(schema(setting.type()));
  }

  private static ObjectNode schema(ValueType type) {
    if (type instanceof ValueType.Section section) {
      return section(section);
    }
    if (type instanceof ValueType.Anything anything) {
      return anything.holds().map(JsonSchemaWriter::partOf).orElseGet(NODES::objectNode);
    }
    if (type instanceof ValueType.ListOf list) {
      return list(list);
    }
    if (type instanceof ValueType.OrNull orNull) {
      return anyOf(schema(orNull.type()), typed("null"));
    }
    if (type instanceof ValueType.OrWord orWord) {
      ObjectNode word = NODES.objectNode();
      word.put("const", orWord.word());
      return anyOf(schema(orWord.type()), word);
    }
    return scalar(type);
  }

  private static ObjectNode scalar(ValueType type) {
    if (type instanceof ValueType.Whole whole) {
      return number("integer", whole.bounds());
    }
    if (type instanceof ValueType.Decimal decimal) {
      return number("number", decimal.bounds());
    }
    if (type instanceof ValueType.Flag) {
      return typed("boolean");
    }
    if (type instanceof ValueType.Choice choice) {
      ObjectNode schema = NODES.objectNode();
      ArrayNode options = schema.putArray("enum");
      choice.options().forEach(options::add);
      return schema;
    }
    ObjectNode schema = typed("string");
    ((ValueType.Text) type)
        .pattern()
        .ifPresent(pattern -> schema.put("pattern", "^(?:" + pattern + ")$"));
    return schema;
  }

  private static ObjectNode list(ValueType.ListOf list) {
    ObjectNode schema = typed("array");
    schema.set("items", schema(list.item()));
    schema.put("minItems", list.min());
    schema.put("maxItems", list.max());
    return list.orSingle() ? anyOf(schema(list.item()), schema) : schema;
  }

  private static ObjectNode number(String type, Bounds bounds) {
    ObjectNode schema = typed(type);
    if (Double.isFinite(bounds.min())) {
      schema.set(bounds.exclusiveMin() ? "exclusiveMinimum" : "minimum", json(bounds.min()));
    }
    if (Double.isFinite(bounds.max())) {
      schema.set(bounds.exclusiveMax() ? "exclusiveMaximum" : "maximum", json(bounds.max()));
    }
    return schema;
  }

  private static ObjectNode anyOf(ObjectNode first, ObjectNode second) {
    ObjectNode schema = NODES.objectNode();
    schema.putArray("anyOf").add(first).add(second);
    return schema;
  }

  private static ObjectNode typed(String type) {
    return NODES.objectNode().put("type", type);
  }

  private static JsonNode json(Yaml yaml) {
    if (yaml instanceof Yaml.Sequence sequence) {
      ArrayNode array = NODES.arrayNode();
      sequence.items().forEach(item -> array.add(json(item)));
      return array;
    }
    Object value = ((Yaml.Scalar) yaml).value();
    if (value instanceof BigInteger integer) {
      return NODES.numberNode(integer);
    }
    return value instanceof Double number ? json((double) number) : NODES.pojoNode(value);
  }

  private static JsonNode json(double value) {
    return NODES.numberNode(new BigDecimal(YamlNumber.format(value)));
  }
}
