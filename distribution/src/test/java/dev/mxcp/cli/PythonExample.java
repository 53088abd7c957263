package dev.mxcp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Python example, installed as its README says. */
record PythonExample(ProjectCopy project) {

    static final String NAME = "python-analytics";

    static PythonExample installedIn(Path parent) throws IOException, InterruptedException {
        var example = new PythonExample(ProjectCopy.of(InstalledMxcp.example(NAME), parent));
        example.install();
        return example;
    }

    void install() throws IOException, InterruptedException {
        PythonEnvironment.into(project);
        PythonEnvironment.run(project.root(), ".venv/bin/python", "models/train.py");
    }

    /** Tells the project where the other system is. */
    void configure(String crm) throws IOException {
        Files.writeString(project.root().resolve("mxcp-config.yml"), """
                        mxcp: 1
                        projects:
                          python-analytics:
                            profiles:
                              default:
                                secrets:
                                  - name: crm_api
                                    type: python
                                    parameters: { url: "%s" }
                        """.formatted(crm));
    }

    InstalledMxcp mxcp() {
        return new InstalledMxcp(project.root());
    }
}
