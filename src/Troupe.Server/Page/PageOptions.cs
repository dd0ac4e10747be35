namespace Troupe.Server.Page;

/// <summary>The page that the server shows; section <c>Troupe:Page</c>.</summary>
internal sealed class PageOptions
{
    /// <summary>Folder of the built web app. Default: null, which means <c>wwwroot</c> beside the server, or <c>apps/web/dist</c> of the checkout that it was built in.</summary>
    public string? Folder { get; set; }
}
