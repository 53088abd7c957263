package dev.mxcp.core.yaml;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import java.nio.charset.CharacterCodingException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads one YAML 1.1 document: duplicate keys are errors, anchors and merge keys work, size is limited. */
public final class YamlReader {

    private final YamlLimits limits;

    public YamlReader(YamlLimits limits) {
        this.limits = limits;
    }

    /**
     * @param file the name that problems show
     * @throws YamlException with everything that is wrong
     */
    public YamlDocument read(String file, byte[] bytes) throws YamlException {
        if (bytes.length > limits.bytes()) {
            throw new YamlException(Problem.error(
                    Location.of(file),
                    "the file is larger than " + limits.bytes() + " bytes",
                    "split it, or move data into the database"));
        }
        try {
            return read(file, Encoding.decode(bytes));
        } catch (CharacterCodingException e) {
            throw new YamlException(Problem.error(Location.of(file), "the file is not UTF-8 text", "save it as UTF-8"));
        }
    }

    /** Reads text that is already decoded. */
    public YamlDocument read(String file, String text) throws YamlException {
        try {
            var composer = new Composer(new ParserImpl(new StreamReader(text), options()), new Resolver(), options());
            var root = composer.getSingleNode();
            return root == null
                    ? new YamlDocument(file, null, new Marks(), new Marks.Mark(1, 1, null))
                    : new Converter(file, text, limits).document(root);
        } catch (MarkedYAMLException e) {
            throw new YamlException(SyntaxProblems.of(file, e));
        } catch (ReaderException e) {
            throw new YamlException(SyntaxProblems.of(file, text, e));
        } catch (YAMLException e) {
            throw new YamlException(SyntaxProblems.of(file, limits, e));
        } catch (IllegalArgumentException e) {
            // the library's answer to a tag that ends in an escaped blank
            throw new YamlException(Problem.error(
                    Location.of(file), "not valid YAML: " + e.getMessage(), "take the '!' out or quote the value"));
        }
    }

    private LoaderOptions options() {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(limits.depth());
        // How far aliases blow a document up is counted by the converter, over the values that come out.
        options.setMaxAliasesForCollections(limits.values());
        options.setCodePointLimit(limits.bytes());
        // Nothing is ever constructed from a tag; the converter refuses all but YAML's own, with its place.
        options.setTagInspector(tag -> true);
        return options;
    }
}
