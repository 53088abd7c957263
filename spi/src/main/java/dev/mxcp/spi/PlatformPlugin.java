package dev.mxcp.spi;

import java.util.List;

/**
 * The single entry point of a plugin jar, named in {@code META-INF/services/dev.mxcp.spi.PlatformPlugin}.
 *
 * <p>The platform creates it once at start, with its public no-argument constructor, and asks each method once. A
 * method that throws stops the start with the jar and the cause. New kinds arrive as new default methods.
 */
public interface PlatformPlugin {

    default List<Factory<?, ? extends AuthProvider>> authProviders() {
        return List.of();
    }

    default List<Factory<?, ? extends DataSource>> dataSources() {
        return List.of();
    }

    default List<Factory<?, ? extends SqlFunctions>> sqlFunctions() {
        return List.of();
    }

    default List<Factory<?, ? extends EndpointLanguage>> endpointLanguages() {
        return List.of();
    }

    default List<Factory<?, ? extends PolicyAction>> policyActions() {
        return List.of();
    }

    default List<Factory<?, ? extends AuditSink>> auditSinks() {
        return List.of();
    }

    default List<Factory<?, ? extends QualityCheck>> qualityChecks() {
        return List.of();
    }

    default List<Factory<?, ? extends SecretResolver>> secretResolvers() {
        return List.of();
    }

    default List<Factory<?, ? extends ModelClient>> modelClients() {
        return List.of();
    }
}
