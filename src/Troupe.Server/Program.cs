using Troupe.Engines.Native;
using Troupe.Server;
using Troupe.Server.Abuse;
using Troupe.Server.Admission;
using Troupe.Server.Assets;
using Troupe.Server.Api;
using Troupe.Server.Audit;
using Troupe.Server.Commands;
using Troupe.Server.Delivery;
using Troupe.Server.Events;
using Troupe.Server.Limits;
using Troupe.Server.Page;
using Troupe.Server.Policy;
using Troupe.Server.Presenters;
using Troupe.Server.Preview;
using Troupe.Server.Push;
using Troupe.Server.Sessions;
using Troupe.Server.Subjects;
using Troupe.Server.Tenants;

var server = Program.Create(args);
if (server.Mistakes() is { Count: > 0 } mistakes)
{
    await Console.Error.WriteLineAsync("The settings do not fit:");
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, mistakes));
    return 1;
}

return await server.ServeAsync();

/// <summary>The server: its rooms, and the order in which a request meets them.</summary>
internal sealed partial class Program
{
    /// <summary>Builds the server.</summary>
    /// <param name="args">Settings as <c>--Name=value</c>.</param>
    /// <param name="configure">Changes what is registered before the server is built.</param>
    internal static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // Settings that belong to the build lie beside it, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);

        // A start that fails throws what this category would log as well.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddRequestJson();
        builder.AddApi();
        builder.AddEvents(SqliteLibrary.Find);
        builder.AddCommands();
        builder.AddAudit();
        builder.AddAdmission();
        builder.AddAbuse();
        builder.AddPolicy();
        builder.AddLimits();
        builder.AddTenants();
        builder.AddDelivery();
        builder.AddAssets();
        builder.AddPush();
        builder.AddPresenters();
        builder.AddTenantAssets();
        builder.AddSessions();
        builder.AddPreview();
        builder.AddPage();
        builder.AddEngines();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseRoutingByAddress();
        app.UseSecurityHeaders();
        app.UseOtherOrigins();
        app.UseProblems();
        app.UseWebSockets();
        app.UseAdmission();
        app.UseLimits();
        app.UseContentTypes();
        app.MapApi();
        app.MapHealth();
        app.MapLimits();
        app.MapPolicy();
        app.MapReviews();
        app.MapAdmission();
        app.MapTenants();
        app.MapSubjects();
        app.MapAssets();
        app.MapPresenters();
        app.MapPush();
        app.MapAudit();
        app.MapSessions();
        app.MapPreview();
        app.MapPage();
        return app;
    }
}
