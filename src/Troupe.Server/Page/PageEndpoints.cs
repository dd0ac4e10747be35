using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace Troupe.Server.Page;

/// <summary>Shows the web app.</summary>
internal static class PageEndpoints
{
    /// <summary>
    /// Code, styles, sockets and audio worklets (which count as scripts) from this server only, nothing inline. <c>'wasm-unsafe-eval'</c> lets that code compile WebAssembly, in which
    /// the page hears visemes, and no string: https://www.w3.org/TR/CSP3/#grammardef-wasm-unsafe-eval. Without it the page does the same in JavaScript, for five times the cost.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The page that shows the HTTP interface is Swagger UI, which styles elements in place and draws its icons from data.</summary>
    private const string ReferenceContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string NotBuilt =
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Troupe</title><h1>The page is not built</h1>"
        + "<p>The server runs, but the web app was not found. Build it with <code>./dev build</code>, or name its folder in <code>Troupe:Page:Folder</code>.</p></html>";

    /// <summary>Adds the room.</summary>
    public static void AddPage(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<PageOptions>().BindConfiguration("Troupe:Page").ValidateOnStart();

    /// <summary>Sends headers that keep every answer from being sniffed, framed or leaked.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/reference", StringComparison.Ordinal) ? ReferenceContentSecurityPolicy : ContentSecurityPolicy;
        headers["Permissions-Policy"] = "microphone=(self), camera=(), geolocation=()";
        return next(context);
    });

    /// <summary>Maps <c>/</c>, <c>/preview</c>, <c>/reference</c> and the app's files, or a page that says how to build it.</summary>
    public static void MapPage(this WebApplication app)
    {
        var folder = PageFolder.Find(app.Services.GetRequiredService<IOptions<PageOptions>>().Value.Folder, AppContext.BaseDirectory);
        if (folder is null)
        {
            app.Logger.PageNotBuilt();
            app.MapGet("/", () => Results.Content(NotBuilt, "text/html", statusCode: StatusCodes.Status503ServiceUnavailable)).ExcludeFromDescription();
            return;
        }

        var files = new PhysicalFileProvider(folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = new FileExtensionContentTypeProvider { Mappings = { [".tlip"] = "application/octet-stream" } },
            OnPrepareResponse = response => response.Context.Response.Headers.CacheControl = "no-cache",
        });
    }
}
