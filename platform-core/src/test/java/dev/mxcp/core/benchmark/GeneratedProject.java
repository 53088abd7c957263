package dev.mxcp.core.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project of any size, of endpoints as projects have them: parameters, a return type, SQL. */
final class GeneratedProject {

    private GeneratedProject() {}

    static void write(Path root, int endpoints) throws IOException {
        Files.writeString(root.resolve("mxcp-site.yml"), "mxcp: 1\nproject: generated\nprofile: default\n");
        var tools = Files.createDirectories(root.resolve("tools"));
        for (int i = 0; i < endpoints; i++) {
            var folder = Files.createDirectories(tools.resolve("group_" + i / 100));
            Files.writeString(folder.resolve("tool_" + i + ".yml"), TOOL.formatted(i, i, i));
        }
    }

    private static final String TOOL = """
            mxcp: 1
            tool:
              name: tool_%d
              description: Answers question number %d about the orders of a customer
              tags: [orders, generated]
              annotations:
                readOnlyHint: true
              parameters:
                - name: customer
                  type: string
                  description: The customer's number
                  pattern: "^C[0-9]{6}$"
                  examples: [C000001]
                - name: since
                  type: string
                  format: date
                  default: "2024-01-01"
                  description: First day
                - name: limit
                  type: integer
                  minimum: 1
                  maximum: 100
                  default: 10
                  description: Number of orders
              return:
                type: array
                items:
                  type: object
                  properties:
                    customer: { type: string, description: The customer's number }
                    day: { type: string, format: date }
                    amount: { type: number, minimum: 0 }
              source:
                code: |
                  select $customer as customer, $since as day, %d * 1.5 as amount
                  from range($limit)
            """;
}
