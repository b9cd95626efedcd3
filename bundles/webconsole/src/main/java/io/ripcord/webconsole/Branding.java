package io.ripcord.webconsole;

import org.apache.felix.webconsole.spi.BrandingPlugin;
import org.osgi.service.component.annotations.Component;

/** What the console calls itself. */
@Component
public final class Branding implements BrandingPlugin {
    @Override
    public String getBrandName() {
        return "Ripcord";
    }

    @Override
    public String getProductName() {
        return "Ripcord";
    }

    @Override
    public String getProductURL() {
        return "/";
    }

    @Override
    public String getProductImage() {
        return "/res/imgs/logo.png";
    }

    @Override
    public String getVendorName() {
        return "Ripcord";
    }

    @Override
    public String getVendorURL() {
        return "/";
    }

    @Override
    public String getVendorImage() {
        return "/res/imgs/logo.png";
    }

    @Override
    public String getFavIcon() {
        return "/res/imgs/favicon.ico";
    }

    @Override
    public String getMainStyleSheet() {
        return "/res/ui/webconsole.css";
    }
}
