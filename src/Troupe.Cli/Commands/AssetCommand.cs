using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using Troupe.Contracts.Control;

namespace Troupe.Cli.Commands;

/// <summary><c>troupe asset</c>: the assets of a tenant.</summary>
internal sealed class AssetCommand : ControlCommand
{
    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png", [".webp"] = "image/webp", [".svg"] = "image/svg+xml", [".glb"] = "model/gltf-binary", [".vrm"] = "model/gltf-binary",
        [".wav"] = "audio/wav", [".ogg"] = "audio/ogg", [".opus"] = "audio/ogg", [".mp3"] = "audio/mpeg", [".json"] = "application/json",
    };

    private readonly Argument<FileInfo[]> _files = new Argument<FileInfo[]>("FILE") { Description = "Pictures (PNG, WebP, SVG), models (GLB, VRM), sound (WAV, Ogg, MP3), characters (JSON).", Arity = ArgumentArity.OneOrMore }.AcceptExistingOnly();

    private readonly Argument<string> _asset = new("ASSET") { Description = "The asset's id." };

    private readonly Option<bool> _public = new("--public") { Description = "Give them addresses that stay valid, which every cache keeps. Default: private, by addresses that expire." };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only tell what would be removed." };

    public AssetCommand()
        : base("asset", "Work with a tenant's assets.", "troupe asset upload logo.svg --public")
    {
        Add("upload", "Upload files.", "troupe asset upload logo.svg studio.webp --public", UploadAsync, _files, _public);
        Add("list", "List assets.", "troupe asset list", ListAsync);
        Add("show", "Tell what is known of an asset, with an address for pages.", "troupe asset show ASSET", ShowAsync, _asset);
        Add("gc", "Mark assets that no draft and no revision names, and remove those that were marked for the time of grace.", "troupe asset gc --dry-run", SweepAsync, _dryRun);
    }

    private async Task UploadAsync(Asked asked)
    {
        var views = new List<(string File, AssetView View)>();
        foreach (var file in asked.Arguments.GetRequiredValue(_files))
        {
            await using var bytes = file.OpenRead();
            using var content = new StreamContent(bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.GetValueOrDefault(file.Extension, "application/octet-stream"));
            views.Add((file.Name, await asked.Troupe.Assets.UploadAsync(content, asked.Arguments.GetValue(_public) ? "public" : "private", asked.Request, asked.Token)));
        }

        asked.Output.List(
            [.. views.Select(entry => entry.View)],
            ["asset", "type", "bytes", "file", "left out"],
            view => [view.Id, view.Type, Number(view.Bytes), views.First(entry => entry.View == view).File, string.Join(", ", view.Removed)],
            "There were no files.");
    }

    private static async Task ListAsync(Asked asked)
    {
        var views = new List<AssetView>();
        await foreach (var view in asked.Troupe.Assets.ListAsync(limit: 200, options: asked.Request, cancellationToken: asked.Token))
        {
            views.Add(view);
        }

        asked.Output.List(views, ["asset", "type", "bytes", "visibility"], view => [view.Id, view.Type, Number(view.Bytes), NameOf(view.Visibility)], "There are no assets. Upload one: troupe asset upload FILE");
    }

    private async Task ShowAsync(Asked asked)
    {
        var view = await asked.Troupe.Assets.AboutAsync(asked.Arguments.GetRequiredValue(_asset), asked.Request, asked.Token);
        asked.Output.Show(
            view, ("asset", view.Id), ("type", view.Type), ("bytes", Number(view.Bytes)), ("visibility", NameOf(view.Visibility)), ("integrity", view.Integrity), ("url", view.Url),
            ("left out", view.Removed.Count > 0 ? string.Join(", ", view.Removed) : null));
    }

    private async Task SweepAsync(Asked asked)
    {
        var dryRun = asked.Arguments.GetValue(_dryRun);
        var report = await asked.Troupe.Assets.SweepAsync(dryRun, asked.Request, asked.Token);
        asked.Output.Show(
            report, ("assets", Number(report.Total)), ("used", Number(report.Used)), ("waiting", Number(report.Waiting)),
            (dryRun ? "to be removed" : "removed", $"{Number(report.Removed.Count)} ({Number(report.RemovedBytes)} bytes)"), ("", report.Removed.Count > 0 ? string.Join('\n', report.Removed) : null));
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(AssetVisibility visibility) => visibility == AssetVisibility.Public ? "public" : "private";
}
