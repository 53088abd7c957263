package dev.mxcp.core.plugin;

import dev.mxcp.spi.AuditSink;
import dev.mxcp.spi.AuthProvider;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.ModelClient;
import dev.mxcp.spi.PlatformPlugin;
import dev.mxcp.spi.PolicyAction;
import dev.mxcp.spi.QualityCheck;
import dev.mxcp.spi.SecretResolver;
import dev.mxcp.spi.SqlFunctions;
import java.util.List;
import java.util.function.Function;

/**
 * One kind of thing that plugins supply. A class with constants and not an enum, so that a look-up knows its type.
 *
 * @param <T> the kind's interface
 */
public final class SuppliedKind<T extends AutoCloseable> {

    public static final SuppliedKind<AuthProvider> AUTH_PROVIDER =
            new SuppliedKind<>("auth-provider", PlatformPlugin::authProviders);
    public static final SuppliedKind<DataSource> DATA_SOURCE =
            new SuppliedKind<>("data-source", PlatformPlugin::dataSources);
    public static final SuppliedKind<SqlFunctions> SQL_FUNCTIONS =
            new SuppliedKind<>("sql-functions", PlatformPlugin::sqlFunctions);
    public static final SuppliedKind<EndpointLanguage> ENDPOINT_LANGUAGE =
            new SuppliedKind<>("endpoint-language", PlatformPlugin::endpointLanguages);
    public static final SuppliedKind<PolicyAction> POLICY_ACTION =
            new SuppliedKind<>("policy-action", PlatformPlugin::policyActions);
    public static final SuppliedKind<AuditSink> AUDIT_SINK =
            new SuppliedKind<>("audit-sink", PlatformPlugin::auditSinks);
    public static final SuppliedKind<QualityCheck> QUALITY_CHECK =
            new SuppliedKind<>("quality-check", PlatformPlugin::qualityChecks);
    public static final SuppliedKind<SecretResolver> SECRET_RESOLVER =
            new SuppliedKind<>("secret-resolver", PlatformPlugin::secretResolvers);
    public static final SuppliedKind<ModelClient> MODEL_CLIENT =
            new SuppliedKind<>("model-client", PlatformPlugin::modelClients);

    private static final List<SuppliedKind<?>> ALL = List.of(
            AUTH_PROVIDER,
            DATA_SOURCE,
            SQL_FUNCTIONS,
            ENDPOINT_LANGUAGE,
            POLICY_ACTION,
            AUDIT_SINK,
            QUALITY_CHECK,
            SECRET_RESOLVER,
            MODEL_CLIENT);

    private final String name;
    private final Function<PlatformPlugin, List<Factory<?, ? extends T>>> factories;

    private SuppliedKind(String name, Function<PlatformPlugin, List<Factory<?, ? extends T>>> factories) {
        this.name = name;
        this.factories = factories;
    }

    /** Every kind, in the order in which they are listed. */
    public static List<SuppliedKind<?>> all() {
        return ALL;
    }

    /** Lower-case words joined by hyphens, such as {@code data-source}. */
    public String name() {
        return name;
    }

    /** The name within a sentence, such as {@code data source}. */
    public String label() {
        return name.replace('-', ' ');
    }

    List<Factory<?, ? extends T>> factoriesOf(PlatformPlugin plugin) {
        return factories.apply(plugin);
    }

    @Override
    public String toString() {
        return name;
    }
}
