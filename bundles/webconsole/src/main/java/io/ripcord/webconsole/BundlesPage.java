package io.ripcord.webconsole;

import io.ripcord.api.trust.Admission;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The bundles, to look at: they come with the base or with a feature, never by hand. */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=bundles",
            "felix.webconsole.title=Bundles",
            "felix.webconsole.category=OSGi",
            Page.FIRST
        })
public final class BundlesPage extends Page {
    private static final long serialVersionUID = 1;
    private static final List<String> STATES =
            List.of("uninstalled", "installed", "resolved", "starting", "stopping", "active");

    private final transient BundleContext context;
    private final transient Admission admission;

    @Activate
    public BundlesPage(BundleContext context, @Reference Admission admission) {
        this.context = context;
        this.admission = admission;
    }

    @Override
    Html content(HttpServletRequest request) {
        var html = new Html().table("Id", "Bundle", "Version", "State", "Of");
        for (var bundle : context.getBundles()) {
            html.row(
                    bundle.getBundleId(),
                    String.valueOf(bundle.getSymbolicName()),
                    bundle.getVersion(),
                    state(bundle),
                    bundle.getBundleId() == 0 || admission.isBase(bundle.getBundleId()) ? "base" : "feature");
        }
        return html.endTable();
    }

    private static String state(Bundle bundle) {
        return STATES.get(Integer.numberOfTrailingZeros(bundle.getState()));
    }
}
